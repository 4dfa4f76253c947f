package dev.dragoman.provider.bedrock;

import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/** The region that a deployment is called in. */
final class BedrockRegion {

    /** Used when nothing names one, as by LiteLLM. */
    private static final String DEFAULT = "us-west-2";

    private BedrockRegion() {}

    static String of(Target target, BedrockModel model) {
        String configured = filled(target.setting("aws_region_name"));
        String named = configured == null ? model.region() : configured;
        if (named != null) {
            return named;
        }
        for (String variable : new String[] {"AWS_REGION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION"}) {
            String ambient = filled(target.setting(variable));
            if (ambient != null) {
                return ambient;
            }
        }
        return DEFAULT;
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
