package dev.dragoman.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Conditions on what others see of a class. */
final class Signatures {

    private Signatures() {}

    /** No public or protected method or constructor takes or gives a future or a publisher. */
    static ArchCondition<JavaClass> withoutFutures() {
        return new ArchCondition<>("have no future in a signature") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnits().stream()
                        .filter(Signatures::isVisible)
                        .filter(Signatures::mentionsFuture)
                        .forEach(unit -> events.add(
                                SimpleConditionEvent.violated(unit, unit.getFullName() + " mentions a future")));
            }
        };
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean mentionsFuture(JavaCodeUnit unit) {
        Stream<JavaType> parameters = unit.getParameterTypes().stream();
        return Stream.concat(parameters, Stream.of(unit.getReturnType()))
                .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .anyMatch(Signatures::isFuture);
    }

    private static boolean isFuture(JavaClass type) {
        return type.isAssignableTo(Future.class)
                || type.isAssignableTo(CompletionStage.class)
                || type.isAssignableTo(Flow.Publisher.class);
    }
}
