package dev.dragoman.provider.runway;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.KeyHeader;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code runwayml}: Runway.
 *
 * @see <a href="https://docs.dev.runwayml.com/api/">Runway: API reference</a>
 */
public final class RunwayProvider {

    /** Its name in a model string. */
    public static final String NAME = "runwayml";

    private RunwayProvider() {}

    /** The provider; {@code dialect} reads its errors. */
    public static Provider speaking(Dialect dialect) {
        RunwayAddress address = new RunwayAddress();
        return new Provider(
                        NAME,
                        "Runway",
                        dialect,
                        address,
                        KeyHeader.bearer(NAME, "RUNWAYML_API_KEY"),
                        Quirks.NONE,
                        List.of("RUNWAYML_API_KEY", "RUNWAYML_API_SECRET"),
                        List.of("RUNWAYML_API_BASE"))
                .withoutConversations()
                .offering(Map.of(
                        Operation.IMAGES, new RunwayImages(address, dialect::readError),
                        Operation.SPEECH, new RunwaySpeech(dialect::readError)));
    }
}
