package org.chengxin.chassis.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link OwnWords}. */
public class OwnWordsValidator implements ConstraintValidator<OwnWords, CharSequence> {

    private int max;

    @Override
    public void initialize(OwnWords constraint) {
        max = constraint.max();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        return text == null || Said.by(context, TextFaults.inOwnWords(text.toString(), max));
    }
}
