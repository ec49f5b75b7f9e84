package org.chengxin.repair.cases;

import java.util.UUID;

/** A step was taken in a case; told within its transaction to whoever keeps something beside cases. */
public record CaseMoved(UUID caseId) {}
