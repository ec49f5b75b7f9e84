package org.chengxin.chassis.text;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;

/** A fault as the message of the constraint that found it. */
final class Said {

    private Said() {}

    /** @return whether there was no fault; the sentences are ours and hold nothing of what was sent */
    static boolean by(ConstraintValidatorContext context, Optional<String> fault) {
        fault.ifPresent(sentence -> {
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(sentence).addConstraintViolation();
        });
        return fault.isEmpty();
    }
}
