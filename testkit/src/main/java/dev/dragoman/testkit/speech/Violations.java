package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.schema.Path;
import dev.dragoman.testkit.schema.Violation;

/** Says what is wrong with a field. */
final class Violations {

    private Violations() {}

    static String text(Violation violation) {
        return switch (violation) {
            case Violation.Unknown(Path path) -> path.bracketed() + ": unknown field";
            case Violation.Missing(Path path) -> path.bracketed() + ": Field required";
            case Violation.WrongType wrong -> wrong.path().bracketed() + ": wrong type, " + wrong.actual();
            case Violation.NotAllowed wrong -> wrong.path().bracketed() + ": not allowed: " + wrong.actual();
            case Violation.UnknownTag wrong ->
                wrong.path().bracketed() + ": unknown " + wrong.key() + " " + wrong.actual();
            case Violation.OutOfRange wrong -> wrong.path().bracketed() + ": out of range: " + wrong.actual();
            case Violation.TextLength wrong -> wrong.path().bracketed() + ": a text of length " + wrong.actual();
            case Violation.ListLength wrong -> wrong.path().bracketed() + ": a list of length " + wrong.actual();
            case Violation.Mismatch wrong -> wrong.path().bracketed() + ": of a wrong form: " + wrong.actual();
            case Violation.NotBase64 wrong -> wrong.path().bracketed() + ": no base64";
        };
    }
}
