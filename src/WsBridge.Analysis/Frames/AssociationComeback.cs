using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>The association comeback time: a Timeout Interval element of type 3 in a response of status 30.</summary>
internal static class AssociationComeback
{
    /// <summary>The time in TUs of 1024 µs; false where there is none.</summary>
    public static bool TryGet(StoredFrame response, out uint units)
    {
        foreach (Element element in response.Elements)
        {
            if (element.Id == ElementId.TimeoutInterval && TimeoutInterval.TryParse(element.Body, out TimeoutInterval interval, out _)
                && interval.Type == TimeoutInterval.AssociationComeback)
            {
                units = interval.Value;
                return true;
            }
        }

        units = 0;
        return false;
    }
}
