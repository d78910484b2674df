namespace WsBridge.Pipeline;

/// <summary>What <see cref="RoamingFilter"/> says of a packet.</summary>
public enum RoamingChoice
{
    /// <summary>The analysis does without it.</summary>
    Leave,

    /// <summary>A data frame that shows when a client was served: who sent it to whom is enough, and when.</summary>
    Traffic,

    /// <summary>The analysis looks into it.</summary>
    Whole,
}
