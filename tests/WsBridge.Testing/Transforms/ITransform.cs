namespace WsBridge.Testing;

/// <summary>Makes a recording anew in another way in which the same exchange can be captured or carried.</summary>
public interface ITransform
{
    /// <summary>What it does, for the name of a test.</summary>
    string Name { get; }

    /// <summary>Whatever the analysis needs is still there: findings and rows stay the same.</summary>
    bool LosesNothing { get; }

    /// <summary>The frames made anew; each keeps the number of the one that it is made of.</summary>
    IEnumerable<AirFrame> Transform(IReadOnlyList<AirFrame> frames);
}
