package dev.dragoman.provider.bedrock;

import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * A model string taken apart: {@code [converse/][region/][commitment/]id}, where the id is a model, an inference profile or
 * an ARN.
 *
 * @param id what stands in the path
 * @param region the region that the string or the ARN names; null when neither does
 */
record BedrockModel(String id, @Nullable String region) {

    private static final String[] ROUTES = {"converse/", "invoke/"};
    private static final String[] OTHERS = {"agent/", "agentcore/", "async_invoke/", "converse_like/"};
    private static final String[] IMPORTED = {"openai/", "llama/", "deepseek_r1/", "qwen2/", "qwen3/"};
    private static final int REGION_OF_ARN = 3;

    static BedrockModel of(Target target) {
        String name = withoutRoute(target.model());
        String region = region(name);
        if (region != null) {
            name = withoutCommitment(name.substring(region.length() + 1));
        }
        String given = target.setting("model_id");
        String id = given == null || given.isBlank() ? name : given.strip();
        return new BedrockModel(id, id.startsWith("arn:") ? regionOfArn(id) : region);
    }

    private static String withoutRoute(String model) {
        for (String other : OTHERS) {
            if (model.startsWith(other)) {
                throw new IllegalArgumentException(
                        "model: bedrock/" + model + " (expected: a model, an inference profile or an ARN of one)");
            }
        }
        return without(IMPORTED, without(ROUTES, model));
    }

    private static String without(String[] prefixes, String model) {
        for (String prefix : prefixes) {
            if (model.startsWith(prefix)) {
                return model.substring(prefix.length());
            }
        }
        return model;
    }

    /** A first part such as {@code us-east-1}: letters, a dash, more, and a number at the end. */
    private static @Nullable String region(String name) {
        int slash = name.indexOf('/');
        if (slash < 4 || name.startsWith("arn:")) {
            return null;
        }
        String first = name.substring(0, slash);
        boolean isRegion = first.indexOf('-') == 2
                && first.indexOf('.') < 0
                && first.charAt(slash - 2) == '-'
                && Character.isDigit(first.charAt(slash - 1));
        return isRegion ? first : null;
    }

    private static String withoutCommitment(String name) {
        int slash = name.indexOf("-commitment/");
        return slash < 0 ? name : name.substring(slash + "-commitment/".length());
    }

    private static @Nullable String regionOfArn(String arn) {
        String[] fields = arn.split(":", -1);
        return fields.length > REGION_OF_ARN && !fields[REGION_OF_ARN].isEmpty() ? fields[REGION_OF_ARN] : null;
    }
}
