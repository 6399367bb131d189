package dev.parley.schemas.serde;

import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.util.ClassSecurityValidator;

/** The data model of the generated classes, with the conversions of the logical types in use. */
public final class SpecificDataModels {
    static {
        // Avro makes no object of a class that it was not told to trust, whatever a schema names.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.DEFAULT, type -> type.getName().startsWith("dev.parley.")));
    }

    private SpecificDataModels() {}

    public static SpecificData create() {
        var data = new SpecificData(SpecificDataModels.class.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.setFastReaderEnabled(true);
        return data;
    }
}
