using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Transforms;

/// <summary>A recording that is made anew again and again, and what is found in it as it is.</summary>
internal sealed record TakenRecording(string Name, IReadOnlyList<AirFrame> Frames, Observed Whole)
{
    public static TakenRecording Read(string path)
    {
        var recording = Recording.Read(path);
        IReadOnlyList<AirFrame> frames = AirFrame.Of(recording);
        return new TakenRecording(recording.Name, frames, Observed.Of(AirFrame.ToRecording(recording.Name, frames)));
    }

    public Observed Transformed(ITransform transform) => Observed.Of(AirFrame.ToRecording(Name, transform.Transform(Frames)));
}
