package org.chengxin.chassis.secret;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** One sentence instead of a stack trace. */
class LocalSecretAnalyzer extends AbstractFailureAnalyzer<LocalSecretInProduction> {

    @Override
    protected FailureAnalysis analyze(Throwable root, LocalSecretInProduction cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), "Give the service a secret of its own.", cause);
    }
}
