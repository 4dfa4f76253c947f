package dev.dragoman.routing;

import java.util.List;

/** Is told of deployments that are left alone. Must not block or throw. */
public interface CooldownListener {

    /** A deployment is left alone from now on, or for longer than was said before. */
    void began(Deployment deployment, Cooldown cooldown);

    /** It has proved to be in order again. */
    void ended(String deploymentId);

    /** All of them, in this order. */
    static CooldownListener all(List<CooldownListener> listeners) {
        List<CooldownListener> told = List.copyOf(listeners);
        return new CooldownListener() {

            @Override
            public void began(Deployment deployment, Cooldown cooldown) {
                told.forEach(each -> each.began(deployment, cooldown));
            }

            @Override
            public void ended(String deploymentId) {
                told.forEach(each -> each.ended(deploymentId));
            }
        };
    }

    /** Nobody. */
    CooldownListener NONE = new CooldownListener() {

        @Override
        public void began(Deployment deployment, Cooldown cooldown) {}

        @Override
        public void ended(String deploymentId) {}
    };
}
