/** Stories from end to end: real processes, real tokens, through the gateway and the broker. */
package org.chengxin.journeys;
