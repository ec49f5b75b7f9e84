package org.chengxin.testkit;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Each test begins with the clock set back and peers that have been told nothing. */
class FreshStart implements TestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext context) {
        context.getApplicationContext().getBean(TestClock.class).reset();
        PeerServers.reset();
    }
}
