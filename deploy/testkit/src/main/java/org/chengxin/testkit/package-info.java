/** What every test stands on. Test scope only. */
package org.chengxin.testkit;
