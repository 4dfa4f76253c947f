package dev.dragoman.gateway.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.dragoman.catalog.Encoding;
import dev.dragoman.catalog.RoughTokenCounter;
import dev.dragoman.catalog.TokenCounter;

/** Counts by OpenAI's vocabularies. Each is read when it is first needed, which takes a while and stays. */
public final class BpeTokenCounter implements TokenCounter {

    /** Longer texts are guessed: exactness is not worth seconds of work. */
    private static final int MAX_CHARACTERS = 4 << 20;

    private final TokenCounter rough = new RoughTokenCounter();

    @Override
    public long count(String model, String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (text.length() > MAX_CHARACTERS) {
            return rough.count(model, text);
        }
        return Vocabularies.REGISTRY.getEncoding(type(Encoding.of(model))).countTokensOrdinary(text);
    }

    private static EncodingType type(Encoding encoding) {
        return switch (encoding) {
            case O200K_BASE -> EncodingType.O200K_BASE;
            case CL100K_BASE -> EncodingType.CL100K_BASE;
            case P50K_BASE -> EncodingType.P50K_BASE;
            case P50K_EDIT -> EncodingType.P50K_EDIT;
            case R50K_BASE -> EncodingType.R50K_BASE;
        };
    }

    /** Not made before the first count. */
    private static final class Vocabularies {

        static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
    }
}
