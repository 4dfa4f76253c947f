package dev.dragoman.provider.aws;

import dev.dragoman.provider.Target;

/** The region that settings or the environment name. */
public final class AwsRegion {

    private static final String[] NAMES = {"aws_region_name", "AWS_REGION_NAME", "AWS_REGION", "AWS_DEFAULT_REGION"};

    private AwsRegion() {}

    /** The region; the usual one when nothing names one. */
    public static String of(Target target, String usual) {
        for (String name : NAMES) {
            String told = target.setting(name);
            if (told != null && !told.isBlank()) {
                return told.strip();
            }
        }
        return usual;
    }
}
