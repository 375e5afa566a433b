import QtQuick
import Look

// What the playlist shows: a picture that stands until the next one is there, a video, a text, or the page of the day.
Rectangle {
    id: stage
    readonly property var playing: screen.view.playing
    readonly property string kind: playing.kind
    clip: true
    color: Theme.panel

    PictureFrame { anchors.fill: parent; visible: stage.kind === "picture" }
    Loader {
        anchors.fill: parent
        active: stage.kind === "video"
        source: active ? media.video : ""
        onActiveChanged: if (active && media.video.toString() === "") media.failed(stage.playing.turn, "player")
        onStatusChanged: if (status === Loader.Error) media.failed(stage.playing.turn, "player")
    }
    Loader {
        anchors.fill: parent
        active: stage.kind === "text"
        sourceComponent: TextSlide {}
    }
    Loader {
        anchors.fill: parent
        active: stage.kind === "today"
        sourceComponent: Today { isSlide: true; inset: 40 }
    }
}
