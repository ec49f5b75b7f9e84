package org.chengxin.chassis.text;

import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.TYPE_USE;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A person's own words: kept exactly as they are, refused when they show nothing, hold half of a surrogate pair or U+0000, or are
 * longer than {@code max} code points.
 *
 * <p>An absent text is left to {@code @NotNull}. The same as a function: {@link TextFaults#inOwnWords}.
 */
@Documented
@Constraint(validatedBy = OwnWordsValidator.class)
@Target({METHOD, FIELD, ANNOTATION_TYPE, PARAMETER, TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnWords {

    /** Most code points. */
    int max();

    /** Replaced by what is wrong. */
    String message() default "is not valid";

    /** As every constraint has them. */
    Class<?>[] groups() default {};

    /** As every constraint has them. */
    Class<? extends Payload>[] payload() default {};
}
