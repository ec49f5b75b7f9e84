package org.chengxin.incentive.entitlement;

/**
 * Why the answer is yes or no, without the content of any record.
 *
 * @param rule id of the rule
 */
record Reason(String rule, String text) {}
