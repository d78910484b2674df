namespace WsBridge.Reports.Rows;

/// <summary>A capture that could not be read to its end.</summary>
/// <param name="Capture">The capture, as it was named.</param>
/// <param name="Problem">Why, in sentences.</param>
public sealed record ProblemRow(string Capture, string Problem);
