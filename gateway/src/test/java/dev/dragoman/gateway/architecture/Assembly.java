package dev.dragoman.gateway.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchRule;
import dev.dragoman.architecture.Calls;
import dev.dragoman.architecture.Check;
import dev.dragoman.architecture.Packages;

/** The one place where the house is put together. */
final class Assembly {

    private Assembly() {}

    /** Only the server, and the parts of it that put several rooms together, construct steps and stores. */
    static Check onlyInTheServer() {
        return new Check("assembly", Assembly::rule);
    }

    private static ArchRule rule(String root) {
        return classes()
                .that(DescribedPredicate.not(
                        Packages.atTheRoot(root, "Server", "Routing", "ControlPlane", "Governance", "Bookkeeping")))
                .should(Calls.noneFrom("constructors of steps and stores", Assembly::constructsAnother));
    }

    private static boolean constructsAnother(JavaClass caller, JavaCodeUnitAccess<?> call) {
        return call.getName().equals("<init>") && isAssembled(call.getTargetOwner()) && !extendsIt(caller, call);
    }

    private static boolean isAssembled(JavaClass type) {
        return type.getSimpleName().endsWith("Step") || type.getSimpleName().endsWith("Store");
    }

    private static boolean extendsIt(JavaClass caller, JavaCodeUnitAccess<?> call) {
        return caller.isAssignableTo(call.getTargetOwner().getName());
    }
}
