namespace WsBridge.Benchmarks.Commands;

/// <summary>What one run took.</summary>
/// <param name="WallSeconds">With the making of the capture.</param>
/// <param name="ProcessorSeconds">Of the program alone.</param>
/// <param name="PeakMegabytes">The most memory it has had.</param>
internal readonly record struct StreamedRun(double WallSeconds, double ProcessorSeconds, double PeakMegabytes);
