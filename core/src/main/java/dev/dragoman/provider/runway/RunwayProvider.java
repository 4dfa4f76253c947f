package dev.dragoman.provider.runway;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.speech.KeyField;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code runwayml}.
 *
 * @see <a href="https://docs.dev.runwayml.com/api/">Runway: API reference</a>
 */
public final class RunwayProvider {

    /** Its name in a model string. */
    public static final String NAME = "runwayml";

    private RunwayProvider() {}

    /** The provider; {@code dialect} reads its errors. */
    public static Provider speaking(Dialect dialect) {
        RunwaySpeech speech = new RunwaySpeech(dialect::readError);
        return new Provider(
                NAME,
                "Runway",
                List.of(),
                Map.of(Operation.SPEECH, speech),
                (operation, target, stream) -> speech.endpoint(target),
                new KeyField(NAME, "authorization", "Bearer ", "RUNWAYML_API_KEY"),
                List.of("RUNWAYML_API_KEY", "RUNWAYML_API_SECRET"),
                List.of("RUNWAYML_API_BASE"),
                Map.of());
    }
}
