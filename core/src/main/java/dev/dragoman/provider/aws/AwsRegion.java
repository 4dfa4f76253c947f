package dev.dragoman.provider.aws;

import dev.dragoman.provider.Target;

/** The region that a deployment is called in. */
public final class AwsRegion {

    /** Used when nothing names one, as by LiteLLM. */
    private static final String DEFAULT = "us-west-2";

    private AwsRegion() {}

    /** The configured region, else that of the environment. */
    public static String of(Target target) {
        return of(target, DEFAULT);
    }

    /** The configured region, else that of the environment, else this one. */
    public static String of(Target target, String usual) {
        String configured = target.setting("aws_region_name");
        return configured == null || configured.isBlank() ? ambient(target, usual) : configured.strip();
    }

    /** The region of the environment, else the usual one. */
    public static String ambient(Target target) {
        return ambient(target, DEFAULT);
    }

    private static String ambient(Target target, String usual) {
        for (String variable : new String[] {"AWS_REGION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION"}) {
            String value = target.setting(variable);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return usual;
    }
}
