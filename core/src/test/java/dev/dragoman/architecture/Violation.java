package dev.dragoman.architecture;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class of a fixture that breaks a rule on purpose; every other class of the fixture keeps it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Violation {

    /** The name of the rule. */
    String value();
}
