package org.chengxin.education.observance;

import java.time.LocalDate;

/** Days from the first to the last, both included. */
record Period(LocalDate from, LocalDate to) {

    static Period on(LocalDate day) {
        return new Period(day, day);
    }
}
