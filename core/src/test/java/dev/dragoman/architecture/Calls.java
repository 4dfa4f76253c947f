package dev.dragoman.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Conditions on what a class calls, directly or by a method reference. */
public final class Calls {

    private Calls() {}

    /** A class makes none of the calls. */
    public static ArchCondition<JavaClass> none(String what, Predicate<JavaCodeUnitAccess<?>> forbidden) {
        return noneFrom(what, (caller, call) -> forbidden.test(call));
    }

    /** A class makes none of the calls; the class that calls is asked too. */
    public static ArchCondition<JavaClass> noneFrom(
            String what, BiPredicate<JavaClass, JavaCodeUnitAccess<?>> forbidden) {
        return new ArchCondition<>("not call " + what) {
            @Override
            public void check(JavaClass caller, ConditionEvents events) {
                all(caller)
                        .filter(call -> forbidden.test(caller, call))
                        .forEach(call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
            }
        };
    }

    /** Whether the call goes to a method of the class with one of the names. */
    public static boolean to(JavaCodeUnitAccess<?> call, Class<?> owner, String... names) {
        return call.getTargetOwner().isEquivalentTo(owner) && List.of(names).contains(call.getName());
    }

    private static Stream<JavaCodeUnitAccess<?>> all(JavaClass caller) {
        Stream<? extends JavaAccess<?>> calls = caller.getAccessesFromSelf().stream();
        return calls.filter(JavaCodeUnitAccess.class::isInstance).map(call -> (JavaCodeUnitAccess<?>) call);
    }
}
