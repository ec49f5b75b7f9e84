package org.chengxin.identity.civilstatus;

import java.time.LocalDate;
import org.chengxin.identity.document.IdentityDocument;
import org.chengxin.identity.registry.PersonName;

/** How a change of the civil status ends. */
sealed interface Outcome {

    /** The person bears this name now. */
    record Renamed(PersonName name) implements Outcome {}

    /** The person has this document now. */
    record Added(IdentityDocument document) implements Outcome {}

    /** The day of death is kept. */
    record Deceased(LocalDate diedOn) implements Outcome {}

    /** There is no person with this id. */
    record NoSuchPerson() implements Outcome {}

    /** Another subject stands for this one: changes are recorded there. */
    record StandsBehindAnother() implements Outcome {}

    /** The person died; name and documents do not change any more. */
    record Dead() implements Outcome {}

    /** The document belongs to another subject. */
    record TakenByAnother() implements Outcome {}

    /** The document to be replaced is none of this person's. */
    record NotTheirs() implements Outcome {}

    /** Another day of death is kept already. */
    record DiedOnAnotherDay() implements Outcome {}

    /** The day lies in the future, or before the birth. */
    record ImpossibleDay() implements Outcome {}
}
