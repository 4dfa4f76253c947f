package dev.dragoman.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/** Where classes live, by room. */
public final class Packages {

    private Packages() {}

    /** Classes in one of the rooms, or below one of them; a room is a name below the root such as {@code dialect.openai}. */
    public static DescribedPredicate<JavaClass> rooms(String root, List<String> rooms) {
        return resideInAnyPackage(
                rooms.stream().map(room -> root + "." + room + "..").toArray(String[]::new));
    }

    /** The same. */
    public static DescribedPredicate<JavaClass> rooms(String root, String... rooms) {
        return rooms(root, List.of(rooms));
    }

    /** The named classes of the root package itself, with the classes nested in them. */
    public static DescribedPredicate<JavaClass> atTheRoot(String root, String... names) {
        List<String> allowed =
                Arrays.stream(names).map(name -> root + "." + name).toList();
        return DescribedPredicate.describe(
                "one of " + allowed, type -> allowed.contains(type.getName().split("\\$", 2)[0]));
    }

    /** Every class of the root package itself. */
    public static DescribedPredicate<JavaClass> root(String root) {
        return DescribedPredicate.describe(
                "in the root package", type -> type.getPackageName().equals(root));
    }
}
