package dev.dragoman.provider.recraft;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.KeyHeader;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code recraft}: Recraft.
 *
 * @see <a href="https://www.recraft.ai/docs/api-reference/endpoints">Recraft: API endpoints</a>
 */
public final class RecraftProvider {

    /** Its name in a model string. */
    public static final String NAME = "recraft";

    private RecraftProvider() {}

    /** The provider; {@code dialect} reads its errors. */
    public static Provider speaking(Dialect dialect) {
        RecraftAddress address = new RecraftAddress();
        return new Provider(
                        NAME,
                        "Recraft",
                        dialect,
                        address,
                        KeyHeader.bearer(NAME, "RECRAFT_API_KEY"),
                        Quirks.NONE,
                        List.of("RECRAFT_API_KEY"),
                        List.of("RECRAFT_API_BASE"))
                .withoutConversations()
                .offering(Map.of(
                        Operation.IMAGES,
                        FormedService.of(Operation.IMAGES, address, dialect::readError, new RecraftImages()),
                        Operation.IMAGE_EDITS,
                        new RecraftEdits(address, dialect::readError)));
    }
}
