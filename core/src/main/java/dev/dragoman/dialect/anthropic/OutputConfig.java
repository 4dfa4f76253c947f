package dev.dragoman.dialect.anthropic;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ResponseFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants the answer to be like.
 *
 * @param effort how hard to try; null when not said
 * @param format the form of the answer; null when not said
 * @param rest further wishes that no record knows
 */
record OutputConfig(@Nullable String effort, @Nullable ResponseFormat format, JsonObject rest) {

    /** Schemas have no name here, but must have one elsewhere. */
    static final String SCHEMA_NAME = "response";

    private static final Set<String> NAMED = Set.of("effort", "format");

    /** The wishes, and the form in its older place. */
    static OutputConfig read(@Nullable Field config, @Nullable Field olderFormat) {
        ResponseFormat older = olderFormat == null ? null : format(olderFormat);
        if (config == null) {
            return new OutputConfig(null, older, JsonObject.EMPTY);
        }
        Field format = config.member("format");
        return new OutputConfig(config.string("effort"), format == null ? older : format(format), config.others(NAMED));
    }

    private static ResponseFormat format(Field format) {
        if (!format.requiredString("type").equals("json_schema")) {
            throw format.required("type").wrong("json_schema");
        }
        return new ResponseFormat.Schema(
                SCHEMA_NAME, null, format.required("schema").object(), true);
    }
}
