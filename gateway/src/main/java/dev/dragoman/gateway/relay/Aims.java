package dev.dragoman.gateway.relay;

import dev.dragoman.http.Origin;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Target;
import dev.dragoman.routing.Deployment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Where the APIs of the vendors are whose paths are built in. */
final class Aims {

    private static final List<String> AGENTS = List.of(
            "/knowledgebases", "/agents", "/retrieveAndGenerate", "/flows", "/rerank", "/optimize-prompt", "/sessions");
    private static final String VERSION = "/v1";

    private Aims() {}

    /** An API whose paths are those that the client names. */
    static Aim plain(Places places, String provider, String... marks) {
        return asked -> {
            Deployment deployment = named(places.at(provider, Aim.NO_MODEL), asked.model(Aim.NO_MODEL));
            Base base = Base.of(deployment, deployment.target(), List.of(marks));
            String query = Queries.merged(asked.query(), base.query());
            return goal(deployment, base, base.path() + asked.path() + Queries.marked(query));
        };
    }

    /** An API in OpenAI's form, whose version clients name or leave out. */
    static Aim versioned(Places places, String provider) {
        return asked -> {
            Deployment deployment = named(places.at(provider, Aim.NO_MODEL), asked.model(Aim.NO_MODEL));
            Base base = Base.of(deployment, deployment.target(), List.of("/v1/chat/completions", "/chat/completions"));
            String query = Queries.merged(asked.query(), base.query());
            return goal(deployment, base, versioned(base, asked.path()) + Queries.marked(query));
        };
    }

    /** The path below a base of which may be known that it begins with a version. */
    static String versioned(Base base, String path) {
        String bare = path.startsWith(VERSION + "/") ? path.substring(VERSION.length()) : path;
        return base.path() + (base.rest().startsWith(VERSION + "/") ? VERSION : "") + bare;
    }

    /** Google's API for keys; the path names the model. */
    static Aim gemini(Places places) {
        return asked -> {
            Deployment deployment = named(places.at("gemini", Aim.NO_MODEL), modelIn(asked.path()));
            Base base = Base.of(
                    deployment,
                    deployment.target(),
                    List.of("/v1beta/", "/v1alpha/", "/v1/", "/models/", "/tunedModels/"));
            return goal(deployment, base, base.path() + asked.path() + Queries.marked(asked.query()));
        };
    }

    /** Vertex AI; the path may name project and location, else they are the operator's. */
    static Aim vertex(Places places) {
        return asked -> {
            String model = modelIn(asked.path());
            Deployment deployment = places.at("vertex_ai", Aim.NO_MODEL);
            Target target = deployment.target().with(settings(asked.path()));
            Deployment reached = deployment.reaching(target.withModel(model));
            Base base = Base.of(
                    deployment,
                    target,
                    List.of("/v1/projects/", "/v1beta1/projects/", "/v1/publishers/", "/v1beta1/publishers/"));
            String own = base.rest().substring(0, base.rest().indexOf("/publishers/"));
            String path = isWhole(asked.path()) ? asked.path() : own + asked.path();
            return goal(reached, base, base.path() + path + Queries.marked(asked.query()));
        };
    }

    /** Amazon Bedrock; the path names the model, which may be one of the configuration. */
    static Aim bedrock(Places places) {
        return asked -> {
            String[] segments = asked.path().split("/", -1);
            boolean model = segments.length > 3 && segments[1].equals("model");
            String id = model ? RawPath.segment(segments[2]) : Aim.NO_MODEL;
            Deployment configured = model ? places.group(id) : null;
            boolean ours = configured != null && configured.provider().name().equals("bedrock");
            Deployment deployment = ours ? Objects.requireNonNull(configured) : places.at("bedrock", id);
            Base base = Base.of(deployment, deployment.target(), List.of("/model/"));
            if (!model) {
                return goal(
                        deployment,
                        base,
                        base.path() + asked.path() + Queries.marked(asked.query()),
                        origin(base, asked));
            }
            String name = ours ? base.rest().split("/", -1)[2] : Percent.encoded(id, Percent.UNRESERVED);
            String action = asked.path().substring("/model/".length() + segments[2].length());
            return goal(deployment, base, base.path() + "/model/" + name + action + Queries.marked(asked.query()));
        };
    }

    /** Agents and knowledge bases have servers of their own. */
    private static Origin origin(Base base, Asked asked) {
        Origin runtime = base.origin();
        boolean agent = AGENTS.stream().anyMatch(asked.path()::startsWith)
                && runtime.host().startsWith("bedrock-runtime.");
        return agent
                ? new Origin(
                        runtime.secure(),
                        runtime.host().replaceFirst("^bedrock-runtime", "bedrock-agent-runtime"),
                        runtime.port())
                : runtime;
    }

    private static Aim.Goal goal(Deployment deployment, Base base, String target) {
        return goal(deployment, base, target, base.origin());
    }

    private static Aim.Goal goal(Deployment deployment, Base base, String target, Origin origin) {
        return new Aim.Goal(deployment, origin, target, base.headers());
    }

    private static Deployment named(Deployment deployment, String model) {
        return deployment.reaching(deployment.target().withModel(model));
    }

    private static boolean isWhole(String path) {
        return path.startsWith("/v1/") || path.startsWith("/v1beta1/") || path.startsWith("/ui/");
    }

    /** What follows {@code models/} up to the method. */
    private static String modelIn(String path) {
        int at = path.indexOf("/models/");
        if (at < 0) {
            return Aim.NO_MODEL;
        }
        String rest = path.substring(at + "/models/".length());
        int end = rest.indexOf(':') < 0 ? rest.indexOf('/') : rest.indexOf(':');
        String model = RawPath.segment(end < 0 ? rest : rest.substring(0, end));
        return model.isEmpty() ? Aim.NO_MODEL : model;
    }

    private static Map<String, String> settings(String path) {
        Map<String, String> settings = new HashMap<>(4);
        String[] segments = path.split("/", -1);
        for (int i = 0; i + 1 < segments.length; i++) {
            if (segments[i].equals("projects") && !segments[i + 1].isEmpty()) {
                settings.putIfAbsent("vertex_project", RawPath.segment(segments[i + 1]));
            } else if (segments[i].equals("locations") && !segments[i + 1].isEmpty()) {
                settings.putIfAbsent("vertex_location", RawPath.segment(segments[i + 1]));
            }
        }
        return settings;
    }
}
