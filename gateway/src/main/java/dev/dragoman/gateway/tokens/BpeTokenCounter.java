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
        return switch (Encoding.of(model)) {
            case O200K_BASE -> O200k.COUNTER.count(text);
            case CL100K_BASE -> Cl100k.COUNTER.count(text);
            case P50K_BASE -> whole(EncodingType.P50K_BASE, text);
            case P50K_EDIT -> whole(EncodingType.P50K_EDIT, text);
            case R50K_BASE -> whole(EncodingType.R50K_BASE, text);
        };
    }

    private static long whole(EncodingType type, String text) {
        return Vocabularies.REGISTRY.getEncoding(type).countTokensOrdinary(text);
    }

    /** Not made before the first count. */
    private static final class Vocabularies {

        static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();
    }

    /** Read when the first model needs it. */
    private static final class O200k {

        static final PieceCounter COUNTER =
                new PieceCounter(Vocabularies.REGISTRY.getEncoding(EncodingType.O200K_BASE), PlainPieces.O200K);
    }

    /** Read when the first model needs it. */
    private static final class Cl100k {

        static final PieceCounter COUNTER =
                new PieceCounter(Vocabularies.REGISTRY.getEncoding(EncodingType.CL100K_BASE), PlainPieces.CL100K);
    }
}
