package dev.dragoman.testkit.vertex;

import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resource that a path names, and what is to be done with it.
 *
 * @param isExpress whether it names no project
 * @param publisher who made the model; empty for an endpoint
 * @param model the model or endpoint
 * @param method what comes after the colon; empty for chat completions
 */
record VertexPath(boolean isExpress, String publisher, String model, String method) {

    private static final Pattern PROJECT =
            Pattern.compile("/v1(?:beta1)?/projects/([^/]+)/locations/([a-z0-9-]+)/(.+)");
    private static final Pattern EXPRESS = Pattern.compile("/v1(?:beta1)?/(publishers/google/.+)");
    private static final Pattern MODEL = Pattern.compile("publishers/([a-z0-9]+)/models/([^/:]+):([A-Za-z]+)");
    private static final Pattern ENDPOINT = Pattern.compile("endpoints/([^/:]+)(?:/chat/completions|:([A-Za-z]+))");
    private static final List<String> RAW = List.of("rawPredict", "streamRawPredict");
    private static final List<String> GENERATE =
            List.of("generateContent", "streamGenerateContent", "countTokens", "predict", "embedContent");

    static VertexPath of(RecordedRequest request) {
        Matcher project = PROJECT.matcher(request.path());
        Matcher express = EXPRESS.matcher(request.path());
        boolean inProject = project.matches();
        if (!request.method().equals("POST") || !(inProject || express.matches())) {
            throw notFound(request);
        }
        String resource = inProject ? project.group(3) : express.group(1);
        VertexPath path = resource(resource, !inProject, request);
        if (inProject && project.group(1).equals("-")) {
            throw VertexRefusal.badRequest("Invalid resource name: projects/-");
        }
        return path;
    }

    boolean isClaude() {
        return publisher.equals("anthropic");
    }

    boolean isStreamed() {
        return method.startsWith("stream");
    }

    private static VertexPath resource(String resource, boolean express, RecordedRequest request) {
        Matcher model = MODEL.matcher(resource);
        if (model.matches()) {
            boolean google = model.group(1).equals("google");
            if (!(google ? GENERATE : RAW).contains(model.group(3))) {
                throw notFound(request);
            }
            return new VertexPath(express, model.group(1), model.group(2), model.group(3));
        }
        Matcher endpoint = ENDPOINT.matcher(resource);
        if (!endpoint.matches()) {
            throw notFound(request);
        }
        String method = endpoint.group(2);
        return new VertexPath(express, "", endpoint.group(1), method == null ? "" : method);
    }

    private static VertexRefusal notFound(RecordedRequest request) {
        return VertexRefusal.of(404, "NOT_FOUND", "The requested URL " + request.path() + " was not found.");
    }
}
