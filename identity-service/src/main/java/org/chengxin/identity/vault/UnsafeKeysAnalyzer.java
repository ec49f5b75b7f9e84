package org.chengxin.identity.vault;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one sentence why the service does not start, instead of a stack trace. */
class UnsafeKeysAnalyzer extends AbstractFailureAnalyzer<UnsafeKeys> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeKeys cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
