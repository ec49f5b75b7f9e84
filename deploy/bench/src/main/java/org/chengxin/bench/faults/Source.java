package org.chengxin.bench.faults;

import org.chengxin.local.access.Department;
import org.chengxin.local.demo.RecordType;

/** A department and what it reports. */
record Source(Department department, RecordType type) {}
