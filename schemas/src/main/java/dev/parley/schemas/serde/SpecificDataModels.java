package dev.parley.schemas.serde;

import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;

/** The data model of the generated classes, with the conversions of the logical types in use. */
final class SpecificDataModels {
    private SpecificDataModels() {}

    static SpecificData create() {
        var data = new SpecificData(SpecificDataModels.class.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        data.setFastReaderEnabled(true);
        return data;
    }
}
