package dev.dragoman.provider.azure;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model takes at Azure; older versions of the interface know less. */
final class AzureQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        JsonBody clean = ChatHistory.clean(body).with("model", new JsonString(AzureDeployment.name(target.model())));
        ChatParameters.Fitted fitted = ChatParameters.fit(
                withoutMetadata(clean),
                AzureDeployment.family(target.model(), target.traits().name()));
        return byVersion(fitted, target.apiVersion());
    }

    private static JsonBody withoutMetadata(JsonBody body) {
        return Boolean.TRUE.equals(body.bool("store")) ? body : body.without("metadata");
    }

    private static Adjusted byVersion(ChatParameters.Fitted fitted, @Nullable String version) {
        if (version == null || AzureAddress.isCurrent(version)) {
            return new Adjusted(fitted.body(), fitted.unsupported());
        }
        JsonBody body = fitted.body();
        List<String> unsupported = new ArrayList<>(fitted.unsupported());
        if (lacksToolChoice(body, version)) {
            unsupported.add("tool_choice");
            body = body.without("tool_choice");
        }
        if (version.compareTo("2024-08") < 0 && isSchema(body)) {
            unsupported.add("response_format");
            body = body.without("response_format");
        }
        return new Adjusted(body, unsupported);
    }

    private static boolean lacksToolChoice(JsonBody body, String version) {
        if (body.isNull("tool_choice")) {
            return false;
        }
        boolean required = "required".equals(body.string("tool_choice"));
        return version.compareTo("2023-12-01") < 0 || required && version.compareTo("2024-06") < 0;
    }

    private static boolean isSchema(JsonBody body) {
        return !body.isNull("response_format")
                && body.value("response_format") instanceof JsonObject format
                && "json_schema".equals(format.string("type"));
    }
}
