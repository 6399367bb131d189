package dev.parley.operator.instances;

import dev.parley.operator.command.PlatformOptions;
import dev.parley.operator.instances.InstanceAnswer.Answered;
import dev.parley.operator.instances.InstanceAnswer.Silent;
import dev.parley.runtime.service.StartException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A change of a feature in every instance that runs it. */
record FeatureChange(Instances instances, String feature) implements AutoCloseable {
    /** An instance that runs the feature. */
    record Runner(URI url, InstanceStatus.Feature status) {}

    static FeatureChange of(PlatformOptions platform, String feature) {
        return new FeatureChange(
                new Instances(platform.instances(), platform.operatorToken().orElse(null)), feature);
    }

    /**
     * The instances that run the feature, as they are now.
     *
     * @throws StartException one does not answer, or none runs it: nothing is changed in part
     */
    List<Runner> runners() {
        var runners = new ArrayList<Runner>();
        var known = new TreeSet<String>();
        for (var answer : instances.ask()) {
            switch (answer) {
                case Silent(var url, var why) -> throw new StartException(url + ": " + why + " Nothing was changed.");
                case Answered(var url, var status, var _, var _) -> {
                    status.features().forEach(each -> known.add(each.name()));
                    status.feature(feature).ifPresent(each -> runners.add(new Runner(url, each)));
                }
            }
        }
        if (runners.isEmpty()) {
            throw new StartException(
                    known.isEmpty()
                            ? "None of the instances runs a feature: name those of the topologies with --operator."
                            : "No instance runs the feature \"" + feature + "\"; there are " + String.join(", ", known)
                                    + ".");
        }
        return runners;
    }

    @Override
    public void close() {
        instances.close();
    }
}
