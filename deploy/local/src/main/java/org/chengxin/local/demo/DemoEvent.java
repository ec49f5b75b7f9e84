package org.chengxin.local.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chengxin.local.access.Department;

/**
 * One intake event of a department.
 *
 * @param expected the receipt that a fresh platform gives: {@code accepted}, {@code duplicate}, {@code superseded} or
 *     {@code rejected:<slug>}; {@code |} between two that are both right
 */
record DemoEvent(
        Department department,
        Story story,
        String type,
        String sourceRecordId,
        Map<String, Object> data,
        String expected) {

    DemoEvent {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** No content: it is about a person. */
    @Override
    public String toString() {
        return "DemoEvent " + story + " " + sourceRecordId;
    }
}
