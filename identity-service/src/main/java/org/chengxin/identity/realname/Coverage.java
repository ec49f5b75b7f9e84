package org.chengxin.identity.realname;

import java.time.YearMonth;

/**
 * How many persons were registered by real name in a field, by offices of a division, in a month.
 *
 * @param registered all of them
 * @param verified those whom the public authority confirmed
 */
record Coverage(String field, String division, YearMonth month, long registered, long verified) {}
