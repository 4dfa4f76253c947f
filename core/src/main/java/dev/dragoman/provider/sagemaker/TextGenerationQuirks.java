package dev.dragoman.provider.sagemaker;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;

/** Containers that generate text refuse a temperature of zero, unless the operator knows of one that does not. */
final class TextGenerationQuirks implements Quirks {

    private static final String ZERO_ALLOWED = "aws_sagemaker_allow_zero_temp";
    private static final double LEAST = 0.01;

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        if (!(body.value("parameters") instanceof JsonObject parameters)) {
            return Adjusted.unchanged(body);
        }
        boolean allowed = parameters.get(ZERO_ALLOWED) == JsonBoolean.TRUE;
        JsonObject fitted = parameters.without(ZERO_ALLOWED);
        Double temperature = parameters.number("temperature");
        if (!allowed && temperature != null && temperature == 0) {
            fitted = fitted.with("temperature", JsonNumber.of(LEAST));
        }
        return Adjusted.unchanged(fitted.equals(parameters) ? body : body.with("parameters", fitted));
    }
}
