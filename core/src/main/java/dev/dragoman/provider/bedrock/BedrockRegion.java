package dev.dragoman.provider.bedrock;

import dev.dragoman.provider.Target;
import dev.dragoman.provider.aws.AwsRegion;
import org.jspecify.annotations.Nullable;

/** The region that a deployment is called in. */
final class BedrockRegion {

    private BedrockRegion() {}

    static String of(Target target, BedrockModel model) {
        String configured = filled(target.setting("aws_region_name"));
        String named = configured == null ? model.region() : configured;
        if (named != null) {
            return named;
        }
        return AwsRegion.ambient(target);
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
