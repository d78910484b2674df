namespace WsBridge.Extcap.Merging;

/// <summary>A packet of one of several sensors.</summary>
/// <param name="Sensor">The number of the sensor, from 0.</param>
/// <param name="TimeNanoseconds">When the sensor heard it, by the sensor's clock.</param>
/// <param name="Arrival">When it came here, as a time stamp of our own clock.</param>
/// <param name="Octets">Radiotap and frame.</param>
/// <param name="OriginalLength">Their length before the frame was cut.</param>
public sealed record HeardFrame(int Sensor, long TimeNanoseconds, long Arrival, byte[] Octets, int OriginalLength);
