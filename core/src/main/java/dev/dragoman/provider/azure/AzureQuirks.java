package dev.dragoman.provider.azure;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Quirks;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatHistory;
import dev.dragoman.provider.completions.ChatParameters;
import java.util.ArrayList;
import java.util.List;

/** What a model takes at Azure; older versions of the interface know less. */
final class AzureQuirks implements Quirks {

    @Override
    public Adjusted adjust(JsonBody body, Target target) {
        ModelTraits traits = target.traits();
        boolean usageAsked = !body.isNull("stream_options");
        Adjusted fitted = ChatParameters.fit(
                ChatHistory.clean(withSchema(body, target))
                        .with("model", new JsonString(AzureDeployment.name(target.model()))),
                AzureDeployment.family(target.model(), traits),
                traits);
        List<String> lacking = new ArrayList<>(lacking(fitted.body(), target));
        JsonBody result = fitted.body();
        for (String name : lacking) {
            result = result.without(name);
        }
        if (!usageAsked) {
            // What the gateway asks for on its own account is no parameter of the caller.
            lacking.remove("stream_options");
        }
        lacking.addAll(0, fitted.unsupported());
        return new Adjusted(result, lacking);
    }

    /** A schema that the vendor cannot bind an answer to becomes that of a tool, where there is a way to. */
    private static JsonBody withSchema(JsonBody body, Target target) {
        JsonObject asked = AnswerForm.asked(body);
        if (asked == null || AnswerForm.isNative(target)) {
            return body;
        }
        JsonBody byTool = AnswerForm.byTool(body, asked, target);
        return byTool == null ? body : byTool;
    }

    /** What the model or the version of the interface does not know. */
    private static List<String> lacking(JsonBody body, Target target) {
        List<String> lacking = new ArrayList<>(0);
        String version = AzureAddress.version(target);
        if (version != null && lacksToolChoice(body, version)) {
            lacking.add("tool_choice");
        }
        if (AnswerForm.asked(body) != null && !AnswerForm.isNative(target)) {
            lacking.add(AnswerForm.FORMAT);
        }
        if (version != null && version.compareTo("2024-09") < 0 && body.has("stream_options")) {
            lacking.add("stream_options");
        }
        if (target.traits().name().contains("gpt-5.1")) {
            List.of("logprobs", "top_logprobs").stream()
                    .filter(name -> !body.isNull(name))
                    .forEach(lacking::add);
        }
        return lacking;
    }

    private static boolean lacksToolChoice(JsonBody body, String version) {
        if (body.isNull("tool_choice")) {
            return false;
        }
        boolean required = "required".equals(body.string("tool_choice"));
        return version.compareTo("2023-12-01") < 0 || required && version.compareTo("2024-06") < 0;
    }
}
