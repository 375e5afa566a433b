import QtQuick
import Look

// Two pictures, one shown, the other loading behind it: what is slow to read never leaves a hole.
Item {
    id: frame
    readonly property var playing: screen.view.playing
    readonly property string wanted: visible && playing.kind === "picture" ? playing.source : ""
    property bool isFirst: true

    onWantedChanged: turn()
    Component.onCompleted: turn()

    function turn() {
        if (wanted === "")
            return;
        const behind = isFirst ? second : first;
        const url = media.url(wanted);
        if (behind.source.toString() === url.toString() && behind.status === Image.Ready)
            isFirst = !isFirst;
        else
            behind.source = url;
    }
    function loaded(image) {
        const behind = isFirst ? second : first;
        if (image !== behind)
            return;
        if (image.status === Image.Ready && image.source.toString() === media.url(wanted).toString())
            isFirst = !isFirst;
        else if (image.status === Image.Error)
            media.failed(playing.turn, "picture");
    }
    component Picture: Image {
        anchors.fill: parent
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectFit
        // A photograph of 40 million points is read no larger than it is shown.
        sourceSize: Qt.size(1920, 1920)
        onStatusChanged: frame.loaded(this)
    }
    Picture { id: first; visible: frame.isFirst }
    Picture { id: second; visible: !frame.isFirst }
}
