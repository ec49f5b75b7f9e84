package org.chengxin.chassis.text;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/** Checks {@link ReferenceText}. */
public class ReferenceTextValidator implements ConstraintValidator<ReferenceText, CharSequence> {

    private int max;

    @Override
    public void initialize(ReferenceText constraint) {
        max = constraint.max();
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        return text == null || Said.by(context, TextFaults.inReference(text.toString(), max));
    }
}
