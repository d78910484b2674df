namespace WsBridge.Pipeline.Slimming;

/// <summary>How much of the data a slim capture has, from little to much.</summary>
public enum SlimExtent
{
    /// <summary>Headers of the data frames before and after what begins or ends an association, and now and then one between.</summary>
    NearRoams,

    /// <summary>Headers of all encrypted data frames.</summary>
    AllHeaders,

    /// <summary>All encrypted data frames as they are.</summary>
    AllData,
}
