package org.chengxin.identity;

import org.chengxin.testkit.ServiceTest;

/** The service of all tests over HTTP; what they configure beside it stands on their own class. */
@ServiceTest
abstract class RunningService {}
