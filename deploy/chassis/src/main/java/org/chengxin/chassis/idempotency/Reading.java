package org.chengxin.chassis.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A POST that only reads, such as a question about a person: it is judged, entered and answered anew each time, whatever
 * key it carries, and its answer is kept nowhere.
 *
 * <p>It stands on the method of the controller, so that what runs decides, and no spelling of an address.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Reading {}
