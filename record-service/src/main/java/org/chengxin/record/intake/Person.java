package org.chengxin.record.intake;

/** The person as the source names them; lives only until identity-service has answered. */
record Person(String documentType, String documentNumber, String name) {

    /** Never the number or the name: this may end up in a log. */
    @Override
    public String toString() {
        return "Person[" + documentType + "]";
    }
}
